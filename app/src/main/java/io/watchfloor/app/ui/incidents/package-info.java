/// Incidents: the list, and one incident with its timeline, suspects, fixes and people.
@NullMarked
package io.watchfloor.app.ui.incidents;

import org.jspecify.annotations.NullMarked;
