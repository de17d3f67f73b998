"""How numbers and dates are read and written beside what Django knows of each language."""
