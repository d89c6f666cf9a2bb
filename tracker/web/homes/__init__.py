"""The homes of the office, the liaisons and the leaders."""
