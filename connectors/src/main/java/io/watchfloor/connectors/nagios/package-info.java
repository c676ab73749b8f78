/// Nagios Core 4, through its JSON CGIs and its command form.
@NullMarked
package io.watchfloor.connectors.nagios;

import org.jspecify.annotations.NullMarked;
