package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the fixes screen says.
final class FixWords {
  private FixWords() {}

  /// Exactly what will run, one element a row.
  static List<String> elements(Action action) {
    return switch (action) {
      case Action.Command command -> command.argv();
      case Action.Http http -> {
        var rows = new ArrayList<String>();
        rows.add(http.method() + " " + http.url());
        http.headers().forEach((name, value) -> rows.add(name + ": " + value));
        http.secretHeaders().forEach((name, key) -> rows.add(name + ": ***"));
        if (!http.body().isEmpty()) rows.add(http.body());
        yield rows;
      }
    };
  }

  static String line(Action action) {
    return String.join(" ", elements(action));
  }

  /// `09:48` left; `expired` when over.
  static String left(Instant until, Instant now) {
    var left = Duration.between(now, until);
    if (left.isNegative() || left.isZero()) return Text.of("fixes.expired");
    return String.format(Locale.ROOT, "%02d:%02d", left.toMinutes(), left.toSecondsPart());
  }

  static String hash(String hash) {
    var brief = hash.substring(0, Math.min(8, hash.length()));
    return Text.of(
        "fixes.plan",
        brief.length() <= 4 ? brief : brief.substring(0, 4) + " " + brief.substring(4));
  }

  /// `7 of 8 worked (53 to 98 %)`.
  static String record(Priors.Tally tally) {
    if (tally.tries() == 0) return Text.of("fixes.record.none");
    var interval = tally.interval();
    return Text.of(
        "fixes.record",
        tally.worked(),
        tally.tries(),
        Math.round(interval[0] * 100),
        Math.round(interval[1] * 100));
  }

  static String clears(Priors.Tally tally) {
    if (tally.clearedAfterMillis().isEmpty()) return "";
    var sorted = tally.clearedAfterMillis().stream().sorted().toList();
    return Text.of("fixes.clears", Ages.of(Duration.ofMillis(sorted.get(sorted.size() / 2))));
  }

  static String who(Proposal one) {
    return Text.of("fixes.who." + one.remediation().risk().name().toLowerCase(Locale.ROOT));
  }

  /// How a run stands, in one line.
  static String state(Run run) {
    return switch (run.state()) {
      case APPROVED -> Text.of("run.approved");
      case RUNNING -> Text.of("run.running");
      case VERIFYING -> Text.of("run.verifying");
      case SUCCEEDED -> Text.of("run.succeeded", took(run));
      case FAILED -> Text.of("run.failed");
      case CANCELLED -> Text.of("run.cancelled");
      case OUTCOME_UNKNOWN -> Text.of("run.unknown");
      case ROLLED_BACK -> Text.of("run.rolledBack");
    };
  }

  /// From its start to the moment the prediction held.
  static String took(Run run) {
    var from = run.startedAt().orElse(run.approval().at());
    var to = run.verifiedAt().orElse(run.changedAt());
    return Ages.took(Duration.between(from, to));
  }

  static String confidence(Proposal one) {
    return Figures.share(one.confidence());
  }
}
