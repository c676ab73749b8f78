/// SNMP traps and informs that are sent to us: v1, v2c and v3.
@NullMarked
package io.watchfloor.connectors.snmp;

import org.jspecify.annotations.NullMarked;
