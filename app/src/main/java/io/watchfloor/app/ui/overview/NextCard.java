package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// "What breaks next": limits that a series will reach, soonest first, each with its interval.
final class NextCard extends Card {
  private static final int MOST = 4;
  private final Navigator navigator;
  private final VBox rows = Nodes.column("wf-small-rows");

  NextCard(Navigator navigator) {
    super(Text.of("next.title"));
    this.navigator = navigator;
    setEnd(Nodes.label(Text.of("next.interval"), "wf-small", "wf-muted"));
    getChildren().add(rows);
  }

  void show(List<Outlook> outlooks, Times times, Instant now) {
    if (outlooks.isEmpty()) {
      rows.getChildren()
          .setAll(Nodes.paragraph(Text.of("next.none"), "wf-small", "wf-muted", "wf-small-row"));
      return;
    }
    rows.getChildren()
        .setAll(
            outlooks.stream()
                .sorted(Comparator.comparing(outlook -> outlook.likely().orElse(Instant.MAX)))
                .limit(MOST)
                .map(outlook -> row(outlook, times, now))
                .toList());
  }

  private Node row(Outlook outlook, Times times, Instant now) {
    var title =
        Nodes.label(
            Text.of(
                "next.row",
                PlainText.middle(outlook.entity().name(), 24),
                PlainText.line(outlook.why(), 48)),
            "wf-small",
            "wf-strong-colour");
    title.setMaxWidth(Double.MAX_VALUE);
    var interval = Nodes.label(interval(outlook, times, now), "wf-mono", "wf-muted");
    var when =
        outlook
            .likely()
            .map(at -> Text.of("attention.in", Ages.brief(Duration.between(now, at))))
            .orElseGet(() -> Text.of("next.never"));
    var due = Nodes.label(when, "wf-number", "wf-strong-colour", "wf-next-due");
    var row =
        Nodes.row(
            "wf-small-row",
            new SeverityShape(Severity.INFO).small(),
            Nodes.grow(Nodes.column("wf-next-words", title, interval)),
            Nodes.whole(due));
    row.setOnMouseClicked(
        event ->
            navigator.go(
                "forecasts",
                new Target.ToRef(
                    new Ref.ToSeries(
                        outlook.series(),
                        Window.before(now.plusSeconds(1), Duration.ofHours(6))))));
    return row;
  }

  private static String interval(Outlook outlook, Times times, Instant now) {
    if (outlook.likely().isEmpty())
      return Text.of("next.chance", Figures.share(1 - outlook.chanceOfNever()));
    var from = outlook.earliest().or(outlook::likely).orElse(now);
    var to = outlook.latest().or(outlook::likely).orElse(now);
    if (from.equals(to)) return times.at(from, now);
    boolean near = Duration.between(now, to).toHours() < 24;
    return near
        ? times.minute(from) + " to " + times.minute(to)
        : Text.of(
            "next.from-to",
            Ages.brief(Duration.between(now, from)),
            Ages.brief(Duration.between(now, to)));
  }
}
