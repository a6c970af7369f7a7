"""What has changed and what is due, for those who answer for the manual."""
