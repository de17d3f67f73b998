"""The long view: what each activity needs in the next five years, which money ends when, and the gap."""
