package io.watchfloor.app.ui.shell;

import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Severity;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/// How a screen leads to another, and speaks from the corner of the window. FX thread only.
public interface Navigator {
  /// To a screen by its id.
  void go(String screen);

  /// To a screen, and there to `target`.
  void go(String screen, Target target);

  default void open(IncidentId incident) {
    go("incidents", new Target.ToIncident(incident));
  }

  /// To the screen where the rows behind a claim are.
  default void open(Ref ref) {
    var screen =
        switch (ref) {
          case Ref.ToAlert alert -> "alerts";
          case Ref.ToAnomaly anomaly -> "metrics";
          case Ref.ToSeries series -> "metrics";
          case Ref.ToEntity entity -> "metrics";
          case Ref.ToLog log -> "logs";
          case Ref.ToChange change -> "incidents";
          case Ref.ToSource source -> "sources";
          case Ref.ToRun run -> "fixes";
        };
    go(screen, new Target.ToRef(ref));
  }

  default void openProposal(String proposal) {
    go("fixes", new Target.ToProposal(proposal));
  }

  default void connect(String type) {
    go("sources", new Target.ToConnect(type));
  }

  /// A word in the corner that goes by itself; never for what must not be missed.
  void notice(Severity severity, String title, String text);

  /// Says how a command was answered: a refusal with its reason, an acceptance where it has words.
  void tell(Decision decision);

  /// Lists long work among what runs in the background, until it ends; its button cancels `work`.
  default void follow(String words, CompletableFuture<?> work) {
    follow(words, work, () -> Job.UNKNOWN);
  }

  /// `done` says how far it is, 0–1; it is asked on the FX thread, once a second.
  void follow(String words, CompletableFuture<?> work, DoubleSupplier done);
}
