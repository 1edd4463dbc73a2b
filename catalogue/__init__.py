"""What the world sends and what the law says: declarations and a small typed reader."""
