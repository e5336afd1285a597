"""What the command knows once everything is computed; plain values, from which all outputs are made."""
