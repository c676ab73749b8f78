package io.watchfloor.app.ui.settings;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.Secrets.Secret;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;

/// The settings: look, memory, what runs by itself, people, files, and what is wrong with them.
public final class SettingsView implements Screen {
  private static final List<String> THEMES = List.of("dark", "light");

  private final Backend backend;
  private final Navigator navigator;
  private final VBox problems = Nodes.column("wf-settings-rows");
  private final Card problemsCard = new Card(Text.of("settings.problems"), problems);
  private final Label memory = Nodes.paragraph("", "wf-small", "wf-muted");
  private final CausesCard causes = new CausesCard();
  private final BooleanProperty kill = new SimpleBooleanProperty();
  private final Card lookCard = new Card(Text.of("settings.look"));
  private final Card memoryCard = new Card(Text.of("settings.memory"));
  private final Card automationCard = new Card(Text.of("settings.automation"));
  private final Map<Card, SettingSheet> sheets = new LinkedHashMap<>();
  private final List<Card> others;
  private final CustomTextField search = new CustomTextField();
  private final Label people = Nodes.paragraph("", "wf-small", "wf-muted");
  private final SensitivityCard sensitivity;
  private final StackPane view = new StackPane();
  private @Nullable Runnable unsubscribe;

  public SettingsView(Backend backend, Navigator navigator) {
    this.backend = backend;
    this.navigator = navigator;
    sensitivity = new SensitivityCard(backend, navigator);
    others = List.of(sensitivity, causes, people(), files());
    memory.getStyleClass().add("wf-settings-note");
    search.setPromptText(Text.of("settings.find"));
    search.setAccessibleText(Text.of("settings.find"));
    search.setId("settings-find");
    search.setLeft(Icon.SEARCH.node("muted"));
    search.textProperty().subscribe(this::find);
    var cards = new VBox(search, problemsCard, lookCard, memoryCard, automationCard);
    cards.getChildren().addAll(others);
    cards.getStyleClass().addAll("wf-screen", "wf-settings");
    var scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    view.getChildren().add(scroll);
    view.setFocusTraversable(true);
  }

  /// What can be set, as it is now; made anew when something was refused, so that the screen says
  /// what holds.
  private void build() {
    var settings = backend.settings();
    var look = settings.look();
    sheet(
        lookCard,
        Setting.oneOf("settings.theme", THEMES, look.theme(), chosen -> theme(chosen)),
        Setting.text("settings.zone", look.zone(), zone -> save("look.zone", zone)),
        Setting.flag("settings.motion", look.reduceMotion(), on -> save("look.reduce-motion", on)));
    var retention = settings.retention();
    sheet(
        memoryCard,
        Setting.text(
            "settings.keep",
            Long.toString(retention.keep().toDays()),
            days -> save("retention.days", days)),
        Setting.text(
            "settings.size",
            Long.toString(retention.bytes() >> 30),
            gib -> save("retention.gib", gib)));
    memoryCard.getChildren().add(memory);
    sheet(
        automationCard,
        Setting.flag("settings.kill", false, on -> stopAll(Boolean.parseBoolean(on))).toldBy(kill),
        Setting.text(
            "settings.runs",
            Integer.toString(settings.automation().runsPerHour()),
            runs -> save("automation.runs-per-hour", runs)),
        Setting.flag("settings.machine", settings.thisMachine(), on -> save("this-machine", on)),
        Setting.flag("settings.demo", settings.demo(), on -> save("demo", on)));
    find(search.getText());
  }

  private void sheet(Card card, Setting... settings) {
    var sheet = new SettingSheet(List.of(settings));
    sheets.put(card, sheet);
    card.getChildren().subList(1, card.getChildren().size()).clear();
    card.getChildren().add(sheet);
  }

  /// Leaves the settings whose names hold the words.
  private void find(String words) {
    sheets.forEach(
        (card, sheet) -> {
          sheet.setTitleFilter(words);
          Nodes.show(card, sheet.shown() > 0);
        });
    for (var card : others) Nodes.show(card, words.isBlank());
  }

  private void theme(String chosen) {
    Theme.setLight(chosen.equals("light"));
    save("look.theme", chosen);
  }

  private void stopAll(boolean on) {
    if (on != backend.snapshot().automation().killSwitch())
      answer(backend.send(new Command.KillSwitch(backend.operator(), on)));
  }

  private Card people() {
    var name = new TextField();
    name.setPromptText(Text.of("settings.person.name"));
    var password = new PasswordField();
    password.setPromptText(Text.of("settings.person.password"));
    var set =
        Nodes.button(
            Text.of("settings.person.set"),
            () -> {
              answer(backend.setPassword(name.getText().strip(), new Secret(password.getText())));
              password.clear();
              showPeople();
            });
    return new Card(
        Text.of("settings.people"),
        rows(
            Nodes.paragraph(Text.of("settings.people.why"), "wf-small", "wf-muted"),
            people,
            Nodes.row("wf-gap-8", name, password, set)));
  }

  private Card files() {
    var home = backend.home();
    return new Card(
        Text.of("settings.files"),
        rows(
            row("settings.home", Nodes.label(PlainText.middle(home.toString(), 90), "wf-mono")),
            row("settings.version", Nodes.label(backend.version(), "wf-mono")),
            Nodes.row(
                "wf-gap-8",
                button("settings.import", () -> chooseFile(true)),
                button("settings.export", () -> chooseFile(false)))));
  }

  private static Node button(String key, Runnable action) {
    var button = Nodes.button(Text.of(key), action);
    button.setId(key.replace('.', '-'));
    return button;
  }

  private static VBox rows(Node... rows) {
    return Nodes.column("wf-settings-rows", rows);
  }

  private static Node row(String key, Node control) {
    var label = Nodes.label(Text.of(key), "wf-body", "wf-settings-label");
    label.setLabelFor(control);
    control.setAccessibleText(Text.of(key));
    return Nodes.row("wf-gap-8", label, control);
  }

  private void save(String key, String value) {
    answer(backend.saveSetting(key, value));
  }

  private void answer(CompletableFuture<Decision> asked) {
    var unused =
        asked
            .thenAccept(
                decision -> {
                  navigator.tell(decision);
                  if (decision instanceof Decision.Refused) build();
                })
            .exceptionally(Unanswered.log("settings"));
  }

  private void chooseFile(boolean isImport) {
    var chooser = new FileChooser();
    chooser.setTitle(Text.of(isImport ? "settings.import" : "settings.export"));
    if (!isImport) chooser.setInitialFileName("watchfloor.yaml");
    var window = view.getScene().getWindow();
    File file = isImport ? chooser.showOpenDialog(window) : chooser.showSaveDialog(window);
    if (file == null) return;
    Function<Path, CompletableFuture<Decision>> act =
        isImport ? backend::importSettings : backend::exportSettings;
    var asked = act.apply(file.toPath());
    navigator.follow(
        Text.of(isImport ? "jobs.import" : "jobs.export", PlainText.line(file.getName(), 60)),
        asked);
    answer(asked);
  }

  private void show(Snapshot snapshot) {
    problems
        .getChildren()
        .setAll(
            snapshot.problems().stream()
                .map(text -> Nodes.paragraph(PlainText.line(text), "wf-small"))
                .toList());
    Nodes.show(problemsCard, !snapshot.problems().isEmpty());
    var size = snapshot.size();
    memory.setText(
        Text.of(
            "settings.memory.now",
            Figures.size(size.bytes()),
            Figures.size(size.limitBytes()),
            Figures.whole(size.samples()),
            Ages.of(size.keeps())));
    kill.set(snapshot.automation().killSwitch());
    causes.show(snapshot.priors().suspects());
    showPeople();
  }

  private void showPeople() {
    var known = backend.people();
    people.setText(
        known.isEmpty() ? Text.of("settings.people.none") : String.join(", ", List.copyOf(known)));
  }

  @Override
  public String id() {
    return "settings";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    build();
    unsubscribe = backend.subscribe(this::show);
    sensitivity.shown();
  }

  @Override
  public void hidden() {
    sensitivity.hidden();
    if (unsubscribe != null) unsubscribe.run();
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(new KeyAction("/", Text.of("settings.find"), search::requestFocus));
  }

  @Override
  public boolean open(Target target) {
    if (!(target instanceof Target.ToQuery query)) return false;
    if (query.text().equals("import") || query.text().equals("export")) {
      boolean isImport = query.text().equals("import");
      io.watchfloor.app.ui.kit.Fx.later(() -> chooseFile(isImport));
      return true;
    }
    if (backend.snapshot().problems().isEmpty())
      navigator.notice(Severity.OK, Text.of("settings.problems.none"), "");
    return true;
  }
}
