"""The office: Wagtail's admin at /buero/ with the rooms' records in the words of the office.

Owns: menu and dashboard. Refuses: any rule about a record (rooms bring their own viewsets).
"""
