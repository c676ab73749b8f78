/// InfluxDB, asked in InfluxQL: 1.x, and what speaks its `/query`.
@NullMarked
package io.watchfloor.connectors.influx;

import org.jspecify.annotations.NullMarked;
