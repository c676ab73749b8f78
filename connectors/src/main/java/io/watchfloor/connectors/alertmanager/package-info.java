/// Alertmanager: its alerts and its silences.
@NullMarked
package io.watchfloor.connectors.alertmanager;

import org.jspecify.annotations.NullMarked;
