#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define NCURSES_WIDECHAR 1

#include "CNcurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

int sbn_use_locale(void) {
  // Only character types: numbers must keep their point for every other part of the program.
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static int has(const char *name) {
  const char *found = tigetstr(name);
  return found != NULL && found != (const char *)-1;
}

int sbn_check_terminal(const char *type, int fd) {
  int error = 0;
  if (setupterm(type, fd, &error) != OK) return -1;
  int usable = has("cup") && has("clear");
  del_curterm(cur_term);
  return usable;
}

int sbn_open(const char *type, int escape_delay_ms) {
  use_env(TRUE);
  use_tioctl(TRUE);
  if (newterm(type, stdout, stdin) == NULL) return -1;
  set_escdelay(escape_delay_ms);
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  keypad(stdscr, TRUE);
  meta(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  if (has_colors()) {
    start_color();
    use_default_colors();  // fails on terminals without colour, where it is not needed
  }
  return 0;
}

void sbn_close(void) { endwin(); }

void sbn_reopen(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
}

size_t sbn_capability(const char *name, char *buffer, size_t size) {
  const char *from = tigetstr(name);
  size_t length = 0;
  if (from == NULL || from == (const char *)-1) return 0;
  while (*from && length < size) {
    // Padding is written $<5>; no terminal of today needs it.
    const char *end = from[0] == '$' && from[1] == '<' ? strchr(from, '>') : NULL;
    if (end)
      from = end + 1;
    else
      buffer[length++] = *from++;
  }
  return length;
}

int sbn_colors(void) { return has_colors() ? COLORS : 0; }

int sbn_pairs(void) { return has_colors() ? COLOR_PAIRS : 0; }

int sbn_has_direct_color(void) { return tigetflag("RGB") > 0 || COLORS > 65536; }

void sbn_size(int *rows, int *cols) { getmaxyx(stdscr, *rows, *cols); }

int sbn_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK ? 0 : -1;
}

static attr_t attributes_of(int bits) {
  attr_t result = 0;
  if (bits & SBN_BOLD) result |= A_BOLD;
  if (bits & SBN_DIM) result |= A_DIM;
  if (bits & SBN_UNDERLINE) result |= A_UNDERLINE;
  if (bits & SBN_REVERSE) result |= A_REVERSE;
  return result;
}

int sbn_put(int y, int x, const uint32_t *scalars, int count, int width, int attributes, int pair) {
  wchar_t text[5] = {0};
  for (int i = 0; i < count && i < 4; i++) text[i] = (wchar_t)scalars[i];
  if (wcwidth(text[0]) != width) return -1;
  for (int i = 1; i < count; i++)
    if (wcwidth(text[i]) != 0) text[i] = 0;
  cchar_t cell;
  if (setcchar(&cell, text, attributes_of(attributes), (short)pair, NULL) != OK) return -1;
  mvadd_wch(y, x, &cell);  // in the last cell it draws and then fails to move on
  return 0;
}

void sbn_cursor(int y, int x) {
  move(y, x);
  curs_set(1);
}

void sbn_hide_cursor(void) { curs_set(0); }

void sbn_refresh(void) {
  wnoutrefresh(stdscr);
  doupdate();
}

void sbn_forget(void) { clearok(curscr, TRUE); }

void sbn_blank(void) {
  attr_set(A_NORMAL, 0, NULL);
  bkgdset(' ');
  erase();
  move(0, 0);
  sbn_refresh();
}

void sbn_resize(int rows, int cols) { resizeterm(rows, cols); }

int sbn_read(uint32_t *value) {
  wint_t read = 0;
  int kind = get_wch(&read);
  *value = (uint32_t)read;
  if (kind == KEY_CODE_YES) return SBN_KEY;
  return kind == OK ? SBN_CHARACTER : SBN_NOTHING;
}

void sbn_define_key(const char *sequence, int code) { define_key(sequence, code); }

void sbn_mouse(int on) {
  mmask_t wanted = BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED;
  mouseinterval(0);
  mousemask(on ? wanted : 0, NULL);
}

int sbn_mouse_event(int *x, int *y) {
  MEVENT event;
  if (getmouse(&event) != OK) return 0;
  *x = event.x;
  *y = event.y;
  if (event.bstate & BUTTON1_PRESSED) return SBN_PRESS;
  if (event.bstate & BUTTON4_PRESSED) return SBN_WHEEL_UP;
  if (event.bstate & BUTTON5_PRESSED) return SBN_WHEEL_DOWN;
  return 0;
}

int sbn_meaning(uint32_t code) {
  if (code >= 2000) return SBN_CODE_OWN;
  if (code > KEY_F0 && code <= KEY_F(24)) return SBN_CODE_FUNCTION + (int)(code - KEY_F0);
  switch (code) {
    case KEY_UP: return SBN_CODE_UP;
    case KEY_DOWN: return SBN_CODE_DOWN;
    case KEY_LEFT: return SBN_CODE_LEFT;
    case KEY_RIGHT: return SBN_CODE_RIGHT;
    case KEY_HOME: return SBN_CODE_HOME;
    case KEY_END: return SBN_CODE_END;
    case KEY_PPAGE: return SBN_CODE_PAGE_UP;
    case KEY_NPAGE: return SBN_CODE_PAGE_DOWN;
    case KEY_IC: return SBN_CODE_INSERT;
    case KEY_DC: return SBN_CODE_DELETE;
    case KEY_BACKSPACE: return SBN_CODE_BACKSPACE;
    case KEY_ENTER: return SBN_CODE_ENTER;
    case KEY_BTAB: return SBN_CODE_BACK_TAB;
    case KEY_SR: return SBN_CODE_SHIFT_UP;
    case KEY_SF: return SBN_CODE_SHIFT_DOWN;
    case KEY_SLEFT: return SBN_CODE_SHIFT_LEFT;
    case KEY_SRIGHT: return SBN_CODE_SHIFT_RIGHT;
    case KEY_RESIZE: return SBN_CODE_RESIZE;
    case KEY_MOUSE: return SBN_CODE_MOUSE;
    default: return SBN_CODE_OTHER;
  }
}
