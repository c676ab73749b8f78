package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.signal.Severity;

/// One line of "Needs attention": what, why, since when, and the one verb that leads on. `key` is
/// stable; `taken`: somebody has it.
public record AttentionRow(
    String key,
    Severity severity,
    boolean taken,
    boolean sandbox,
    String mark,
    String title,
    String why,
    String when,
    String ago,
    String verb,
    boolean decides,
    String screen,
    Target target) {}
