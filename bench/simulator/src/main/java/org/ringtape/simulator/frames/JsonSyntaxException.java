package org.ringtape.simulator.frames;

/** Text that is not JSON, and where it stops being JSON. */
public final class JsonSyntaxException extends Exception
{
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonSyntaxException(final String problem, final int line, final int column)
    {
        super(problem + " at line " + line + " column " + column, null, false, false);
        this.line = line;
        this.column = column;
    }

    /** @return line of the first byte that does not fit, from 1. */
    public int line()
    {
        return line;
    }

    /** @return column of the first byte that does not fit, from 1; 0 on empty input. */
    public int column()
    {
        return column;
    }
}
