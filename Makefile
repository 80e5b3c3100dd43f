# Each target calls one program; README says what it does.
STACK = python3 -m stack
.PHONY: portal up down test test-all check bench clean
portal up down clean test test-all check bench:
	@$(STACK) $@
