/// What verdicts and outcomes teach: old priors and feedback in, new priors out.
@NullMarked
package io.watchfloor.model.learn;

import org.jspecify.annotations.NullMarked;
