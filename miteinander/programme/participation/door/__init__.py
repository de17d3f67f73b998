"""The app at the door: its page, what a phone may hold, what it sends, and its service worker.

`views` speaks HTTP, `contact` says who is speaking, `guest_list` what the phone gets, `sent_lines` what it sends,
`texts` every word it shows. What happens is in `actions.door`, what it adds up to in `door_book`.
"""
