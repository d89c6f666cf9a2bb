"""Activities: the list, one activity with its roll, registering one with its roll on one page."""
