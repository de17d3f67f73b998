"""The books as people and programs read them: journal, balances, CSV, plain-text accounting. Read only."""
