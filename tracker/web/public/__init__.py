"""The pages for strangers: what is public, without sign-in, and the same for everybody who asks."""
