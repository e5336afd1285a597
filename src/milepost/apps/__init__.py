"""The business: rooms in one ordered stack; a lower room never knows an upper one."""
