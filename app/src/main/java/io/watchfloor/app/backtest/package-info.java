/// "What would you have said about my history?": the live code of `model` run over files, for users
/// and for the figures. Each command reads one kind of file, feeds it in order, and writes what was
/// decided with what had been read by then. Truth and labels are never opened, and names of files
/// and folders mean nothing.
@NullMarked
package io.watchfloor.app.backtest;

import org.jspecify.annotations.NullMarked;
