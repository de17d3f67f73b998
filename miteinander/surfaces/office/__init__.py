"""The office: Wagtail's admin at /buero/ with the rooms' records in the words of the office.

Owns: the menu (where rooms stand in it they say in `interface.office_menu`), the dashboard (rooms add parts in
`interface.sections`, slot "dashboard"), the year wheel, the review before publishing. Refuses: any rule about a record (rooms bring their own viewsets).
"""
