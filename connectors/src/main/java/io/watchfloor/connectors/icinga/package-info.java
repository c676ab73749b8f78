/// Icinga 2, through its own API: hosts and services, their events, and what can be done to them.
@NullMarked
package io.watchfloor.connectors.icinga;

import org.jspecify.annotations.NullMarked;
