import type { Client } from "@connectrpc/connect";

import type { RecognitionService } from "../../gen/koebel/v1/recognition_pb";
import type { MayWait } from "../me/may_wait";
import type { Reading } from "./reading.svelte";
import type { Source } from "./recognition_list.svelte";

/** The feed as the server has it. What may wait for Monday is asked for before it is shown, unless the person's own topic brings it. */
export function feedSource(
  recognitions: Pick<Client<typeof RecognitionService>, "listFeed">,
  reading: Reading,
  mayWait: MayWait,
  isOwnTopic: (topic: string) => boolean,
): Source {
  return {
    page: async (beforePosition) => {
      const page = await recognitions.listFeed({ beforePosition, pageSize: 20 });
      reading.take(page.readPosition);
      return page;
    },
    belongs: (recognition, topic) => {
      const isAsked = !isOwnTopic(topic) && mayWait.has(recognition);
      if (isAsked) mayWait.ask();
      return !isAsked;
    },
  };
}
