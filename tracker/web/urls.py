"""The pages beside the admin."""

urlpatterns: list = []
