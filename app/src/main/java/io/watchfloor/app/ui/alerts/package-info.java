/// The dense list of alerts: filter, choose, acknowledge, silence.
@NullMarked
package io.watchfloor.app.ui.alerts;

import org.jspecify.annotations.NullMarked;
