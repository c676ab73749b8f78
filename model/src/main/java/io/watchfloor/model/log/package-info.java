/// Any text of many lines (logs, events, traps, mails, tickets) read as templates: what lines have
/// in common, what varies in them, and in which order they come. Knows nothing of systems, sources
/// or incidents; bounded in memory and in work per line whatever it is fed.
@NullMarked
package io.watchfloor.model.log;

import org.jspecify.annotations.NullMarked;
