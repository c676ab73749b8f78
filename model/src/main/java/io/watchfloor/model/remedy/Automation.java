package io.watchfloor.model.remedy;

/// What may run without a person. `killSwitch` on: nothing does, whatever the runbooks say.
public record Automation(boolean killSwitch, int runsPerHour) {}
