package org.ringtape.codecs.json;

/**
 * What {@link JsonScanner} can find. Plain numbers, so that a switch on them is a table and a field of them is a
 * byte.
 */
public final class JsonToken
{
    /** Not JSON, or deeper than {@link JsonScanner#MAX_DEPTH}; the scanner stays here. */
    public static final int ERROR = 0;
    /** The document is complete and nothing but white space follows it; the scanner stays here. */
    public static final int END = 1;
    /** Opening brace. */
    public static final int OBJECT_START = 2;
    /** Closing brace. */
    public static final int OBJECT_END = 3;
    /** Opening bracket. */
    public static final int ARRAY_START = 4;
    /** Closing bracket. */
    public static final int ARRAY_END = 5;
    /** Key of an object's member; its colon is already passed. */
    public static final int KEY = 6;
    /** String value. */
    public static final int STRING = 7;
    /** Number value, in JSON's own grammar. */
    public static final int NUMBER = 8;
    /** The literal {@code true}. */
    public static final int TRUE = 9;
    /** The literal {@code false}. */
    public static final int FALSE = 10;
    /** The literal {@code null}. */
    public static final int NULL = 11;

    private JsonToken()
    {
    }
}
