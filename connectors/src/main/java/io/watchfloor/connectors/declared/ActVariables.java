package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.WriteBack.Act;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What an act is called by in a description.
final class ActVariables {
  static final List<String> NAMES =
      List.of(
          "act.author",
          "act.comment",
          "act.target",
          "act.from",
          "act.to",
          "act.expires",
          "act.matchers",
          "act.untilClear",
          "act.title",
          "act.text",
          "act.key",
          "alert.id",
          "alert.name",
          "alert.summary",
          "alert.entity",
          "found",
          "made");

  private ActVariables() {}

  static Scope of(Act act, Map<String, Object> variables, Instant now, Duration skew) {
    var all = new HashMap<String, Object>(variables);
    var from = act.from().plus(skew);
    all.put("now", now);
    all.put("act.author", act.author().isBlank() ? "watchfloor" : act.author());
    all.put("act.comment", act.comment().isBlank() ? "seen" : act.comment());
    all.put("act.target", act.target());
    all.put("act.from", from);
    all.put("act.to", from.plus(act.length()));
    all.put("act.expires", act.untilClear() ? "" : from.plus(act.length()));
    all.put("act.matchers", Silences.written(act.matchers()));
    all.put("act.untilClear", Boolean.toString(act.untilClear()));
    all.put("act.title", title(act));
    all.put("act.text", text(act));
    all.put("act.key", key(act));
    return Scope.of(all, now);
  }

  static Map<String, Object> of(Alert alert) {
    var all = new HashMap<String, Object>();
    all.put("alert.id", alert.fingerprint());
    all.put("alert.name", alert.name());
    all.put("alert.summary", alert.summary());
    all.put("alert.entity", alert.entity().name());
    alert.labels().map().forEach((name, value) -> all.put("alert.labels." + name, value));
    return all;
  }

  private static String title(Act act) {
    if (act.alerts().isEmpty()) return SafeText.words(act.comment());
    var first = act.alerts().getFirst();
    var more = act.alerts().size() - 1;
    return SafeText.words(first.entity() + ": " + first.summary())
        + (more == 0 ? "" : " (and " + more + " more)");
  }

  private static String text(Act act) {
    return act.comment()
        + act.alerts().stream()
            .limit(50)
            .map(
                alert ->
                    "\n- "
                        + SafeText.words(alert.entity() + ": " + alert.summary())
                        + " since "
                        + alert.startsAt())
            .collect(Collectors.joining());
  }

  /// The same for the same alerts, so that what comes back is known for ours.
  private static String key(Act act) {
    var all =
        act.alerts().stream().map(Alert::fingerprint).sorted().collect(Collectors.joining(" "));
    return "watchfloor-" + Long.toUnsignedString(Labels.of("alerts", all).fingerprint(), 36);
  }
}
