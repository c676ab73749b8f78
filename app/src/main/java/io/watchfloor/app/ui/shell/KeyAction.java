package io.watchfloor.app.ui.shell;

/// A key and what it does; the one list behind key handling, hints on buttons and the `?` sheet.
///
/// `keys` is one key (`j`, `Enter`, `/`, `?`), two in a row (`g i`), or a chord (`Ctrl+K`,
/// `Shift+J`, `F11`). Single keys act only outside text fields.
public record KeyAction(String keys, String text, Runnable action) {}
