"""Pages about one record that join what every room says about it, one module per page.

Owns: the head of such a page and the order of its parts. Refuses: what the parts say (registry `interface.sections`).
"""
