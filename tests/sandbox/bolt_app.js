// A small app of @slack/bolt: a message, a button, a command and a modal, over the transport that it is told.
const { App } = require("@slack/bolt");

const http = Boolean(process.env.PORT);
const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  ...(http ? {} : { appToken: process.env.SLACK_APP_TOKEN, socketMode: true }),
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

app.message("hello", async ({ message, say }) => {
  const button = { type: "button", text: { type: "plain_text", text: "Click Me" }, action_id: "click" };
  const text = `Hey there <@${message.user}>!`;
  await say({ text, blocks: [{ type: "section", text: { type: "mrkdwn", text }, accessory: button }] });
});

app.action("click", async ({ body, ack, say }) => {
  await ack();
  await say(`<@${body.user.id}> clicked the button`);
});

app.command("/echo", async ({ command, ack, client }) => {
  await ack();
  const input = { type: "input", block_id: "name", label: { type: "plain_text", text: "Name" } };
  input.element = { type: "plain_text_input", action_id: "value", initial_value: command.text };
  const words = { title: { type: "plain_text", text: "Ask" }, submit: { type: "plain_text", text: "Send" } };
  await client.views.open({ trigger_id: command.trigger_id, view: { type: "modal", callback_id: "ask", ...words, blocks: [input] } });
});

app.view("ask", async ({ ack, view, body, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `Thank you, ${view.state.values.name.value.value}` });
});

app.start(http ? Number(process.env.PORT) : undefined).then(() => console.log("started"));
