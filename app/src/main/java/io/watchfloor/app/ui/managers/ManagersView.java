package io.watchfloor.app.ui.managers;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.report.BusinessHealth;
import io.watchfloor.app.report.ReportData;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.model.signal.Severity;
import java.nio.file.Path;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Business services in plain words: what works, what does not, what is not known; the week in four
/// figures; and the report.
public final class ManagersView implements Screen {
  private final ManagersViewModel model;
  private final Navigator navigator;
  private final VBox page = new VBox();
  private final FlowPane tiles = new FlowPane();
  private final HBox figures = new HBox();
  private final ScrollPane view = new ScrollPane(page);
  private final Button save;
  private final javafx.scene.control.Label sentence = Nodes.paragraph("", "wf-title");
  private Subscription subscription = Subscription.EMPTY;

  public ManagersView(Backend backend, Navigator navigator) {
    this.model = new ManagersViewModel(backend);
    this.navigator = navigator;
    save = Nodes.button(Text.of("managers.save"), this::save);
    save.setId("save-report");
    save.setGraphic(Icon.REPORT.node());
    tiles.getStyleClass().add("wf-business-tiles");
    figures.getStyleClass().add("wf-impact");
    var week = new Card(Text.of("managers.week"), figures);
    week.setAside(Text.of("managers.week.how"));
    page.getStyleClass().addAll("wf-screen", "wf-gap-16");
    page.getChildren().addAll(new HBox(16, Nodes.grow(sentence), save), tiles, week);
    view.setFitToWidth(true);
    view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
  }

  @Override
  public String id() {
    return "managers";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    model.shown();
    subscription =
        Subscription.combine(
            model.snapshot().subscribe(newer -> show()),
            model.week().subscribe(data -> week(data)));
  }

  @Override
  public void hidden() {
    subscription.unsubscribe();
    model.hidden();
  }

  private void show() {
    sentence.setText(model.sentence());
    tiles.getChildren().clear();
    var services = model.services();
    for (var one : services) tiles.getChildren().add(tile(one));
    if (services.isEmpty())
      tiles
          .getChildren()
          .add(
              StateView.empty(
                  Icon.MANAGERS,
                  Text.of("managers.none"),
                  Text.of("managers.none.why"),
                  Nodes.label(Text.of("managers.none.example"), "wf-output"),
                  Nodes.button(Text.of("managers.settings"), () -> navigator.go("settings"))));
  }

  private Node tile(BusinessHealth one) {
    var card = new Card(PlainText.line(one.name(), 60));
    card.setEnd(new SeverityBadge(one.severity()));
    card.getStyleClass().add("wf-business");
    boolean isBad = one.severity().atLeast(Severity.UNKNOWN);
    if (isBad)
      card.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(one.severity().name().toLowerCase(Locale.ROOT)), true);
    var body =
        Nodes.column("wf-side-body", Nodes.paragraph(PlainText.line(one.words()), "wf-body"));
    for (var member : one.members()) {
      var name = Nodes.label(PlainText.line(member.name(), 40), "wf-body");
      name.setMaxWidth(Double.MAX_VALUE);
      var row = new HBox(8, Nodes.grow(name), new SeverityBadge(member.severity()));
      row.getStyleClass().add("wf-gap-8");
      body.getChildren().add(row);
    }
    card.getChildren().add(body);
    return card;
  }

  private void week(@Nullable ReportData data) {
    figures.getChildren().clear();
    if (data == null) return;
    figure(
        "report.figure.repair",
        data.repair().value().map(Ages::of).orElse(Figures.UNKNOWN),
        Text.of("report.figure.repair.n", data.repair().count(), data.stillOpen()));
    figure(
        "report.figure.acknowledge",
        data.acknowledge().value().map(Ages::of).orElse(Figures.UNKNOWN),
        Text.of("report.figure.acknowledge.n", data.acknowledge().count(), data.incidentCount()));
    figure(
        "managers.noise",
        Figures.share(data.noise().folded()),
        Text.of("managers.noise.n", data.noise().alerts(), data.noise().incidents()));
    var blind = data.sight().blind();
    figure(
        "report.figure.seen",
        Figures.share(data.sight().share()),
        blind.isZero() ? Text.of("managers.noGap") : Text.of("managers.blind", Ages.of(blind)));
  }

  private void figure(String key, String value, String under) {
    var box =
        new VBox(
            2,
            Nodes.label(Text.of(key), "wf-small", "wf-muted"),
            Nodes.label(value, "wf-figure"),
            Nodes.label(under, "wf-caption"));
    box.getStyleClass().add("wf-impact-figure");
    figures.getChildren().add(Nodes.grow(box));
  }

  private void save() {
    var chooser = new FileChooser();
    chooser.setTitle(Text.of("managers.save"));
    chooser.setInitialFileName("watchfloor-report.pdf");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("PDF", "*.pdf"),
            new FileChooser.ExtensionFilter("HTML", "*.html"));
    var file = chooser.showSaveDialog(view.getScene().getWindow());
    if (file != null) write(file.toPath());
  }

  private void write(Path file) {
    save.setDisable(true);
    var written = model.write(file);
    navigator.follow(Text.of("jobs.report"), written);
    var unused =
        written.whenComplete(
            (done, error) -> {
              save.setDisable(false);
              if (error == null)
                navigator.notice(Severity.INFO, Text.of("managers.saved"), done.toString());
              else
                navigator.notice(
                    Severity.WARNING,
                    Text.of("managers.notSaved"),
                    Text.of("managers.notSaved.why", file, String.valueOf(error.getMessage())));
            });
  }
}
