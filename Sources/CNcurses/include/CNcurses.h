// The part of ncurses that the screen uses, without its macros, variadic functions and global
// variables, none of which Swift 6 can use. The header of ncurses itself is not exported.

#ifndef SB_CNCURSES_H
#define SB_CNCURSES_H

#include <stddef.h>
#include <stdint.h>

// Setting up -----------------------------------------------------------------------------------

/// Takes character types from the environment's locale. Returns 1 if it is UTF-8.
int sbn_use_locale(void);

/// Whether a terminal type can show a screen: 1 yes, 0 no (no cursor addressing or clearing),
/// -1 the type is unknown here. Writes nothing.
int sbn_check_terminal(const char *type, int fd);

/// Opens the terminal on descriptors 0 and 1 and sets it up: raw keys, no echo, own colours.
/// Returns 0, or -1 if ncurses refuses.
int sbn_open(const char *type, int escape_delay_ms);

/// Gives the terminal back (endwin) as it was.
void sbn_close(void);

/// Takes the terminal again after sbn_close or a stop; the next refresh paints everything.
void sbn_reopen(void);

/// A terminfo string by capability name without padding, at most `size` bytes. Returns its
/// length, 0 if the terminal does not have it.
size_t sbn_capability(const char *name, char *buffer, size_t size);

/// Colours and pairs that the terminal has; 0 for none.
int sbn_colors(void);
int sbn_pairs(void);

/// 1 if colour numbers are red, green and blue (terminal types named *-direct).
int sbn_has_direct_color(void);

// Painting -------------------------------------------------------------------------------------

enum sbn_attribute { SBN_BOLD = 1, SBN_DIM = 2, SBN_UNDERLINE = 4, SBN_REVERSE = 8 };

/// The terminal's present size.
void sbn_size(int *rows, int *cols);

/// Defines a colour pair; -1 is the terminal's own colour. Returns 0 or -1.
int sbn_define_pair(int pair, int foreground, int background);

/// Puts a character (a base and at most three marks) at a place. Returns 0, or -1 if the C
/// library gives it another width than `width`: then nothing was put.
int sbn_put(int y, int x, const uint32_t *scalars, int count, int width, int attributes, int pair);

/// Places the terminal's cursor, or hides it.
void sbn_cursor(int y, int x);
void sbn_hide_cursor(void);

/// Sends what changed.
void sbn_refresh(void);

/// Forgets what the terminal shows: the next refresh sends everything.
void sbn_forget(void);

/// Blanks the whole screen with the terminal's own colours and sends it.
void sbn_blank(void);

/// Sizes the screen after the window changed while ncurses did not look.
void sbn_resize(int rows, int cols);

// Reading --------------------------------------------------------------------------------------

enum sbn_read { SBN_NOTHING = 0, SBN_CHARACTER = 1, SBN_KEY = 2 };

/// Reads without waiting: nothing, a character or the code of a key.
int sbn_read(uint32_t *value);

/// Gives a byte sequence a key code of our own, which must be above 1,999.
void sbn_define_key(const char *sequence, int code);

/// Turns reports of the mouse on or off.
void sbn_mouse(int on);

enum sbn_mouse_action { SBN_PRESS = 1, SBN_WHEEL_UP = 2, SBN_WHEEL_DOWN = 3 };

/// What the mouse did, after the key code for the mouse: 0 for nothing of use.
int sbn_mouse_event(int *x, int *y);

/// Key codes of ncurses by meaning.
enum sbn_code {
  SBN_CODE_OTHER = 0,
  SBN_CODE_UP, SBN_CODE_DOWN, SBN_CODE_LEFT, SBN_CODE_RIGHT, SBN_CODE_HOME, SBN_CODE_END,
  SBN_CODE_PAGE_UP, SBN_CODE_PAGE_DOWN, SBN_CODE_INSERT, SBN_CODE_DELETE, SBN_CODE_BACKSPACE,
  SBN_CODE_ENTER, SBN_CODE_BACK_TAB, SBN_CODE_SHIFT_UP, SBN_CODE_SHIFT_DOWN,
  SBN_CODE_SHIFT_LEFT, SBN_CODE_SHIFT_RIGHT, SBN_CODE_RESIZE, SBN_CODE_MOUSE,
  SBN_CODE_OWN,
  /// F1 is SBN_CODE_FUNCTION + 1.
  SBN_CODE_FUNCTION = 100,
};

/// The meaning of a key code that sbn_read gave.
int sbn_meaning(uint32_t code);

#endif
