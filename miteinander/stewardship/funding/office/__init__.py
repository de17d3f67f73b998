"""The office of money: pages of its own, no generic forms. What an action guards has no other way in."""
