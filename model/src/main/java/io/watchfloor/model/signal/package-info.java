/// What monitoring systems tell us: samples, alerts, events, changes, log lines, tickets,
/// dependencies.
@NullMarked
package io.watchfloor.model.signal;

import org.jspecify.annotations.NullMarked;
