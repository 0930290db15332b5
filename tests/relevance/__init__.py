"""How well search ranks: papers that a person looks for, and questions that people judged."""
