"""What the stage shows in each kind of phase, and what its digits do."""
