/// The screens by name: the only place that knows them all.
@NullMarked
package io.watchfloor.app.ui;

import org.jspecify.annotations.NullMarked;
