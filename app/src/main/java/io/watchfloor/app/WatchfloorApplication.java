package io.watchfloor.app;

import io.watchfloor.app.ui.Screens;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.shell.ShellView;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The window's life: opened on a console, closed with it.
public final class WatchfloorApplication extends Application {
  private static @Nullable Console console;

  private @Nullable ConsoleBackend backend;

  /// JavaFX makes the application itself; this is how it learns its console.
  static void use(Console opened) {
    console = opened;
  }

  @Override
  public void start(Stage stage) {
    var opened = console;
    if (opened == null) throw new IllegalStateException("no console to show");
    var made = new ConsoleBackend(opened, Fx.executor());
    backend = made;
    opened.start();
    var shell = new ShellView(made, Screens.all(made));
    stage.setTitle("Watchfloor");
    shell.showIn(stage);
    stage.show();
    opened.listen(
        () ->
            Fx.run(
                () -> {
                  stage.setIconified(false);
                  stage.toFront();
                  stage.requestFocus();
                }));
  }

  @Override
  public void stop() {
    if (backend != null) backend.close();
  }
}
