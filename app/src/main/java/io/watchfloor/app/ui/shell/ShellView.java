package io.watchfloor.app.ui.shell;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Theme;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import javafx.animation.Animation;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window: brings side bar, top bar, screens, strip and overlays together, and leads from one
/// screen to the next. FX thread only.
public final class ShellView implements Navigator {
  private static final double WIDE = 1440;
  private static final double HIGH = 900;

  private static final String WALL = "wallboard";

  private final Backend backend;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, Screen> screens = new LinkedHashMap<>();
  private final StackPane root = new StackPane();
  private final StackPane centre = new StackPane();
  private final SideBar side;
  private final TopBar top;
  private final DemoBanner banner;
  private final StatusStrip strip;
  private final Jobs jobs;
  private final Notices notices = new Notices();
  private final Overlay overlay = new Overlay();
  private final Scene scene;
  private final Animation clock = Fx.every(1, this::tick);
  private final Set<String> seenIncidents = new HashSet<>();
  private final List<String> trail = new ArrayList<>();
  private @Nullable Screen current;
  private @Nullable Runnable unsubscribe;
  private @Nullable Stage stage;
  private boolean shown;
  private boolean firstSnapshot = true;

  public ShellView(Backend backend, List<Place> places) {
    this.backend = backend;
    for (var place : places) this.places.put(place.id(), place);
    side = new SideBar(places, backend.operator(), this);
    top = new TopBar(this::openPalette, () -> connect(""));
    banner = new DemoBanner(backend);
    jobs = new Jobs(backend, this::tell);
    strip = new StatusStrip(backend, this, jobs);
    centre.getStyleClass().add("wf-centre");
    var middle = new BorderPane(centre);
    middle.setTop(new VBox(top, banner));
    var frame = new BorderPane(middle);
    frame.setLeft(side);
    frame.setBottom(strip);
    frame.getStyleClass().add("wf-frame");
    root.getChildren().addAll(frame, notices, overlay);
    StackPane.setAlignment(notices, Pos.BOTTOM_RIGHT);
    var room = javafx.stage.Screen.getPrimary().getVisualBounds();
    scene = new Scene(root, Math.min(WIDE, room.getWidth()), Math.min(HIGH, room.getHeight()));
    Theme.setLight(backend.settings().look().theme().equals("light"));
    Theme.dress(scene);
    new Keys(this::actions).listen(scene);
    go(places.getFirst().id());
  }

  public Scene scene() {
    return scene;
  }

  /// Puts it into a stage; timers and subscriptions live only while that is open and not iconified.
  public void showIn(Stage window) {
    stage = window;
    window.setScene(scene);
    window.setTitle(title());
    window.setMinWidth(1024);
    window.setMinHeight(640);
    window.setFullScreenExitHint("");
    window.iconifiedProperty().addListener((property, old, icon) -> watch(!icon));
    window.setOnShown(event -> watch(true));
    window.setOnHidden(event -> watch(false));
  }

  private String title() {
    var key = backend.sandbox().isPresent() ? "app.title.sandbox" : "app.title";
    return Text.of(key);
  }

  /// Starts or stops all that costs.
  public void watch(boolean on) {
    if (on == shown) return;
    shown = on;
    if (on) {
      unsubscribe = backend.subscribe(this::take);
      clock.play();
      if (current != null) current.shown();
    } else {
      clock.stop();
      if (unsubscribe != null) unsubscribe.run();
      if (current != null) current.hidden();
    }
  }

  private void take(Snapshot snapshot) {
    side.show(snapshot);
    jobs.take(snapshot);
    if (!isWall()) banner.show();
    strip.show(snapshot, backend.clock().instant());
    if (stage != null) stage.setTitle(title());
    announce(snapshot);
  }

  private void tick() {
    jobs.tick();
    strip.show(backend.snapshot(), backend.clock().instant());
  }

  /// New critical incidents are said once, wherever the operator is.
  private void announce(Snapshot snapshot) {
    for (var incident : snapshot.incidents()) {
      boolean isNew = incident.isOpen() && seenIncidents.add(incident.id().text());
      if (!isNew || firstSnapshot || !incident.severity().atLeast(Severity.MAJOR)) continue;
      notices.say(
          incident.severity(),
          PlainText.line(incident.title(), 120),
          Text.of("notice.incident", incident.id().text()),
          () -> open(incident.id()));
    }
    firstSnapshot = false;
  }

  @Override
  public void go(String id) {
    var place = places.get(id);
    if (place == null) return;
    overlay.close();
    var screen = screens.computeIfAbsent(id, key -> place.screen().apply(this));
    if (screen.equals(current)) return;
    if (current != null) {
      trail.add(current.id());
      if (shown) current.hidden();
    }
    current = screen;
    centre.getChildren().setAll(screen.view());
    if (isWall() || !side.isVisible()) dress(isWall());
    top.show(Text.of("screen." + id));
    side.mark(id);
    if (shown) screen.shown();
    screen.view().requestFocus();
  }

  @Override
  public void go(String id, Target target) {
    go(id);
    if (current != null && current.id().equals(id)) current.open(target);
  }

  @Override
  public void notice(Severity severity, String title, String text) {
    notices.say(severity, title, text, () -> {});
  }

  @Override
  public void follow(String words, CompletableFuture<?> work, DoubleSupplier done) {
    jobs.follow(words, work, done);
  }

  @Override
  public void tell(Decision decision) {
    switch (decision) {
      case Decision.Accepted accepted -> {
        if (!accepted.words().isEmpty()) notice(Severity.OK, accepted.words(), "");
      }
      case Decision.Refused refused ->
          notice(Severity.WARNING, Text.of("notice.refused"), PlainText.line(refused.reason()));
    }
  }

  private List<KeyAction> actions() {
    if (overlay.isOpen()) return List.of(new KeyAction("Esc", Text.of("key.back"), overlay::close));
    var all = new ArrayList<KeyAction>();
    if (current != null) all.addAll(current.keys());
    all.addAll(everywhere());
    return all;
  }

  private List<KeyAction> everywhere() {
    var keys = new ArrayList<KeyAction>();
    keys.add(new KeyAction("Ctrl+K", Text.of("key.palette"), this::openPalette));
    keys.add(new KeyAction("?", Text.of("key.keys"), this::openKeys));
    for (var place : places.values()) {
      if (place.group() == Place.Group.WALL) continue;
      keys.add(
          new KeyAction(
              "g " + place.key(),
              Text.of("key.go", Text.of("screen." + place.id())),
              () -> go(place.id())));
    }
    keys.add(new KeyAction("[", Text.of("key.fold"), side::fold));
    keys.add(new KeyAction("g j", Text.of("key.jobs"), strip::showJobs));
    keys.add(new KeyAction("F11", Text.of("key.full"), this::fullScreen));
    keys.add(new KeyAction("Esc", Text.of("key.back"), this::back));
    return keys;
  }

  /// Commands for the palette that have no key of their own.
  private List<KeyAction> commands() {
    var all = new ArrayList<KeyAction>();
    if (current != null) all.addAll(current.keys());
    all.add(new KeyAction("", Text.of("top.connect"), () -> connect("")));
    all.add(new KeyAction("g j", Text.of("key.jobs"), strip::showJobs));
    for (var job : jobs.all())
      all.add(new KeyAction("", Text.of("command.stop", job.verb(), job.words()), job::stop));
    all.add(new KeyAction("", Text.of("command.theme"), () -> Theme.setLight(!Theme.isLight())));
    return all;
  }

  private void openPalette() {
    var model = new PaletteViewModel(List.copyOf(places.values()), this);
    var palette = new CommandPalette(model, backend, this::commands, overlay::close);
    overlay.open(palette);
    palette.focusField();
  }

  private void openKeys() {
    var here = current == null ? List.<KeyAction>of() : current.keys();
    var name = current == null ? "" : Text.of("screen." + current.id());
    overlay.open(new KeySheet(name, here, everywhere()));
  }

  private void back() {
    if (isWall()) {
      leaveWall();
      return;
    }
    if (current != null && current.back()) return;
    centre.requestFocus();
    if (current != null) current.view().requestFocus();
  }

  /// The wallboard takes the whole screen; leaving it goes back to where one was.
  private void fullScreen() {
    if (isWall()) leaveWall();
    else if (places.containsKey(WALL)) go(WALL);
  }

  private boolean isWall() {
    return current != null && current.id().equals(WALL);
  }

  private void leaveWall() {
    go(trail.isEmpty() ? places.keySet().iterator().next() : trail.removeLast());
  }

  private void dress(boolean isWall) {
    for (var part : List.of(side, top, strip)) Nodes.show(part, !isWall);
    banner.show();
    if (isWall) Nodes.show(banner, false);
    if (stage != null && stage.isFullScreen() != isWall) stage.setFullScreen(isWall);
  }
}
