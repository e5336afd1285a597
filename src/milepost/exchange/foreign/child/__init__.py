"""What runs in the reader's own process, where Java and a file nobody vouches for meet; its modules import nothing but each other."""
