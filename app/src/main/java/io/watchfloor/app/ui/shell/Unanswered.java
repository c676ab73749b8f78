package io.watchfloor.app.ui.shell;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of a question that failed and has no row of its own to say so: one line in the log.
public final class Unanswered {
  private static final Logger LOG = LoggerFactory.getLogger(Unanswered.class);

  private Unanswered() {}

  public static <T> Function<Throwable, @Nullable T> log(String what) {
    return problem -> {
      LOG.warn("unanswered what=\"{}\" why=\"{}\"", what, String.valueOf(problem.getMessage()));
      return null;
    };
  }
}
