package org.ringtape.engine;

/**
 * Why a part of a pipeline has ended although nobody closed it. Nothing that depended on it is called live any more.
 *
 * @param part  the role of the thread that could not go on: {@code ringtape-market} or {@code ringtape-conductor}
 * @param cause what it last threw
 */
public record PipelineFailure(String part, Throwable cause)
{
    @Override
    public String toString()
    {
        return part + " cannot go on: " + cause;
    }
}
