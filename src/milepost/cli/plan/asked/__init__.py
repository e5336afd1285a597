"""What was asked of `milepost plan`: its options, and the typed request they make."""
