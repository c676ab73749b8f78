package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The dry run of a fix: exactly what it would start, a button that starts it, and its output line
/// by line as it comes. It only shows what would happen, so nobody has to approve it; that it was
/// made stands in the audit.
final class DryRun extends VBox {
  private static final int MOST = 200;

  private final FixesViewModel model;
  private final Navigator navigator;
  private final Proposal proposal;
  private final Label output = Nodes.paragraph("", "wf-output");
  private final Label end = Nodes.label("", "wf-small", "wf-muted");
  private final List<String> lines = new ArrayList<>();
  private final Button start = Nodes.button(Text.of("fixes.dryRun.start"), this::start, "small");
  private @Nullable CompletableFuture<RunReport> running;

  DryRun(FixesViewModel model, Navigator navigator, Proposal proposal) {
    this.model = model;
    this.navigator = navigator;
    this.proposal = proposal;
    setSpacing(8);
    start.setId("dry-run");
    start.setGraphic(Icon.PLAY.node("small"));
    output.setId("dry-run-output");
    output.setMaxWidth(Double.MAX_VALUE);
    Nodes.show(output, false);
    proposal.plan().dryRun().ifPresentOrElse(this::offer, this::none);
  }

  private void none() {
    getChildren().setAll(Nodes.paragraph(Text.of("fixes.dryRun.none"), "wf-small", "wf-muted"));
  }

  private void offer(Action action) {
    var words = Nodes.paragraph(PlainText.line(FixWords.line(action)), "wf-mono", "wf-muted");
    getChildren().setAll(words, Nodes.row("wf-gap-8", start, end), output);
  }

  private void start() {
    if (running != null) {
      running.cancel(true);
      return;
    }
    lines.clear();
    output.setText("");
    end.setText("");
    start.setText(Text.of("fixes.dryRun.stop"));
    var asked = model.dryRun(proposal, this::take);
    running = asked;
    navigator.follow(Text.of("jobs.dryRun", PlainText.line(proposal.plan().title(), 80)), asked);
    var unused = asked.whenComplete(this::ended);
  }

  private void take(Run.OutputLine line) {
    if (lines.size() == MOST) lines.removeFirst();
    lines.add(PlainText.line(line.text()));
    output.setText(String.join("\n", lines));
    Nodes.show(output, true);
  }

  private void ended(@Nullable RunReport report, @Nullable Throwable problem) {
    running = null;
    start.setText(Text.of("fixes.dryRun.start"));
    if (report == null) end.setText(Text.of("fixes.dryRun.broken", String.valueOf(problem)));
    else
      end.setText(
          report.exit().isPresent()
              ? Text.of("fixes.dryRun.exit", Integer.toString(report.exit().getAsInt()))
              : PlainText.line(report.words()));
  }
}
