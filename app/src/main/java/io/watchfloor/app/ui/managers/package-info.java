/// Business services in plain words, and the report that can be sent.
@NullMarked
package io.watchfloor.app.ui.managers;

import org.jspecify.annotations.NullMarked;
